using System.Text.Encodings.Web;
using System.Text.Json;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Providers;

namespace MediaPipeline.Connectors.Tests.Support;

/// <summary>Recorded answers of providers, which Samples/SOURCE.txt names.</summary>
internal static class Recorded
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Body(string name) => File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Samples", name));

    /// <summary>With its status and headers.</summary>
    public static RecordedAnswer Answer(string folder, string name) => RecordedAnswer.Load(Path.Join(AppContext.BaseDirectory, "Samples", folder), name);

    public static JsonElement Json(string name) => JsonElement.Parse(Body(name));

    /// <summary>All answers of a folder, by name.</summary>
    public static TheoryData<string> All(string folder) =>
        [.. Directory.GetFiles(Path.Join(AppContext.BaseDirectory, "Samples", folder)).Select(file => Path.Join(folder, Path.GetFileName(file))).Order()];

    /// <summary>Field by field.</summary>
    public static void ShouldSay(this CatalogueRecord record, MediaFacts expected)
    {
        record.Faults.ShouldBeEmpty();
        JsonSerializer.Serialize(record.Facts, Indented).ShouldBe(JsonSerializer.Serialize(expected, Indented));
    }

    /// <summary>Whatever it is an answer to: titles, of which each says who it is or what is wrong with it, or the provider is taken for broken.</summary>
    public static async Task ShouldBeReadAsync(Func<Task<IReadOnlyList<CatalogueRecord>>> read)
    {
        try
        {
            (await read()).ShouldAllBe(record => record.Faults.Count > 0 || (record.Facts!.ExternalId.Length > 0 && record.Facts.Title != null));
        }
        catch (ProviderUnavailableException e)
        {
            e.Code.ShouldBeOneOf("providerUnavailable", "providerRefused");
        }
    }
}
