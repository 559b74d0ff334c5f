using System.IO.Compression;
using System.Text;
using MediaPipeline.Connectors.Files;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.Options;
using ZstdSharp;

namespace MediaPipeline.Connectors.Tests.Files;

/// <summary>Reads catalogue files that a test writes.</summary>
internal static class Catalogue
{
    public static Task<List<CatalogueRecord>> ReadAsync(string content, string? mediaType = "movie", long after = 0, CatalogueFileOptions? options = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(content), mediaType, after, options);

    public static async Task<List<CatalogueRecord>> ReadAsync(
        byte[] content, string? mediaType = "movie", long after = 0, CatalogueFileOptions? options = null)
    {
        var (records, fault) = await TryReadAsync(content, mediaType, after, options);
        fault.ShouldBeNull();
        return records;
    }

    /// <summary>The records up to where the file could not be read further, and why.</summary>
    public static Task<(List<CatalogueRecord> Records, CatalogueFileException? Fault)> TryReadAsync(string content, CatalogueFileOptions? options = null) =>
        TryReadAsync(Encoding.UTF8.GetBytes(content), options: options);

    /// <inheritdoc cref="TryReadAsync(string, CatalogueFileOptions?)"/>
    public static async Task<(List<CatalogueRecord> Records, CatalogueFileException? Fault)> TryReadAsync(
        byte[] content, string? mediaType = "movie", long after = 0, CatalogueFileOptions? options = null)
    {
        using var folder = new TemporaryDirectory();
        var path = folder["catalogue"];
        await File.WriteAllBytesAsync(path, content);
        var records = new List<CatalogueRecord>();
        try
        {
            await foreach (var record in Reader(options).ReadAsync(path, mediaType, after, CancellationToken.None))
            {
                records.Add(record);
            }

            return (records, null);
        }
        catch (CatalogueFileException e)
        {
            return (records, e);
        }
    }

    public static ICatalogueFile Reader(CatalogueFileOptions? options = null) => new CatalogueFile(Options.Create(options ?? new()));

    /// <summary>What a single record says, which has no faults.</summary>
    public static async Task<MediaFacts> FactsAsync(string json, string? mediaType = "movie")
    {
        var record = (await ReadAsync($"[{json}]", mediaType)).ShouldHaveSingleItem();
        record.Faults.ShouldBeEmpty();
        return record.Facts.ShouldNotBeNull();
    }

    /// <summary>The messages of the faults of a single record.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string json, string? mediaType = "movie")
    {
        var record = (await ReadAsync($"[{json}]", mediaType)).ShouldHaveSingleItem();
        record.Faults.ShouldAllBe(fault => fault.Code == "invalidRecord");
        return [.. record.Faults.Select(fault => fault.Message)];
    }

    public static IEnumerable<string?> Titles(this IEnumerable<CatalogueRecord> records) => records.Select(record => record.Facts?.Title);

    public static string Sample(string name) => File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Samples", name));

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Zstandard(byte[] content)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(content).ToArray();
    }
}
