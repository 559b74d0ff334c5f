using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Mapping;

/// <summary>Why a provider cannot be asked for something, in the same words for all.</summary>
internal static class ListRule
{
    public static Fault Unknown(string source, SourceQuery query, IEnumerable<string> lists) =>
        new("unknownList", $"{source} has no list '{query.List}' of type {query.MediaType}; use {string.Join(", ", lists)}, or name none.");

    /// <param name="setting">Of the configuration.</param>
    /// <param name="where">Where a key is to be had.</param>
    public static Fault MissingKey(string source, string setting, string where) =>
        new(
            "providerNotConfigured",
            $"{source} cannot be asked without {setting} (in the environment {setting.Replace(":", "__", StringComparison.Ordinal)}); set it to {where}.");
}
