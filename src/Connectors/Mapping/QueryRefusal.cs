using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Mapping;

/// <summary>Why a provider cannot be asked for something, in the same words for all.</summary>
internal static class QueryRefusal
{
    public static Fault Unknown(string source, SourceQuery query, IEnumerable<string> lists) =>
        new("unknownList", $"{source} has no list '{query.List}' of type {query.MediaType}; use {string.Join(", ", lists)}, or name none.");

    /// <param name="setting">Of the configuration.</param>
    /// <param name="value">What it can be set to, and where a key is to be had.</param>
    public static Fault Missing(string source, string setting, string value) =>
        new(
            "providerNotConfigured",
            $"{source} cannot be asked without {setting} (in the environment {setting.Replace(":", "__", StringComparison.Ordinal)}); set it to {value}.");
}
