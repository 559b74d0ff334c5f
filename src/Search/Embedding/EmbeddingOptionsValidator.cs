using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Search.Embedding;

internal sealed class EmbeddingOptionsValidator : IValidateOptions<EmbeddingOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        var faults = new OptionFaults("Embedding");
        if (options.Provider is EmbeddingProvider.BuiltIn)
        {
            faults.Check(
                options.Model is null && options.Address is null, nameof(options.Provider), options.Provider,
                "Ollama or OpenAI, or leave Model and Address out: the built-in provider has one model, and no address");
        }
        else
        {
            CheckEndpoint(options, faults);
        }

        faults.Check(Enum.IsDefined(options.Provider), nameof(options.Provider), options.Provider, string.Join(", ", Enum.GetNames<EmbeddingProvider>()));
        faults.Check(options.ModelDirectory.Length > 0, nameof(options.ModelDirectory), "empty", "a directory that can be written to");
        faults.CheckRange(nameof(options.Dimensions), options.Dimensions ?? 1, 1, 65_536);
        faults.CheckRange(nameof(options.Concurrency), options.Concurrency ?? 1, 1, 64);
        faults.Check(
            options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromHours(1), nameof(options.Timeout), options.Timeout,
            "a time from 00:00:01 to 01:00:00");
        faults.Check(
            options.IdleTimeout > TimeSpan.Zero && options.IdleTimeout <= TimeSpan.FromDays(1), nameof(options.IdleTimeout), options.IdleTimeout,
            "a time above zero, a day at most");
        return faults.Build();
    }

    private static void CheckEndpoint(EmbeddingOptions options, OptionFaults faults)
    {
        faults.Check(!string.IsNullOrWhiteSpace(options.Model), nameof(options.Model), "empty", "the name of a model of the endpoint");
        faults.Check(
            options.Address is { IsAbsoluteUri: true, Scheme: "http" or "https" }, nameof(options.Address), options.Address?.ToString() ?? "empty",
            "the endpoint's base address, http or https, such as http://localhost:11434");
    }
}
