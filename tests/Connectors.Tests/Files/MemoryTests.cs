using System.Text;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Connectors.Tests.Files;

/// <summary>A file is never held whole, however long it or a line of it is. Measures the heap of the process: nothing else runs meanwhile.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests : IDisposable
{
    private const int MaxGrowthBytes = 4_000_000;
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFileOf100Megabytes_IsReadWithLittleMemory()
    {
        var record = $$"""{"title":"Heat","year":1995,"whatever":"{{new string('x', 20_000)}}"}""";
        var path = Write("[", $"{record},\n", 100_000_000, $"{record}]");

        var (count, growth) = await ReadAsync(path);

        count.ShouldBeGreaterThan(4_900);
        growth.ShouldBeLessThan(MaxGrowthBytes);
    }

    [Theory]
    [InlineData("{\"title\":\"", "\"}\n{\"title\":\"Heat\"}")]
    [InlineData("[{\"title\":\"", "\"},{\"title\":\"Heat\"}]")]
    [InlineData("{\"data\":[{\"title\":\"", "\"},{\"title\":\"Heat\"}]}")]
    [InlineData("title\n\"", "\"\nHeat")]
    public async Task ALineOf300Megabytes_IsPassedOverWithLittleMemory(string start, string end) => await PassOverAsync(start, 300_000_000, end);

    [Fact]
    [Trait("Category", "Long")]
    public async Task ALineOfAGigabyte_IsPassedOverWithLittleMemory() => await PassOverAsync("{\"title\":\"", 1_000_000_000, "\"}\n{\"title\":\"Heat\"}");

    private async Task PassOverAsync(string start, long length, string end)
    {
        var path = Write(start, new string('x', 100_000), length, end);

        var (count, growth) = await ReadAsync(path, new() { MaxRecordBytes = 1_000_000 });

        count.ShouldBe(2);
        growth.ShouldBeLessThan(MaxGrowthBytes);
    }

    /// <summary>How many records there are, and by how much the live heap was larger in between than before.</summary>
    private static async Task<(int Count, long Growth)> ReadAsync(string path, Connectors.Files.CatalogueFileOptions? options = null)
    {
        var (count, growth) = (0, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        CatalogueRecord? last = null;
        await foreach (var record in Catalogue.Reader(options).ReadAsync(path, "movie", 0, CancellationToken.None))
        {
            last = record;
            if (count++ % 1_000 == 1)
            {
                growth = Math.Max(growth, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        last!.Facts!.Title.ShouldBe("Heat");
        return (count, growth);
    }

    private string Write(string start, string repeated, long length, string end)
    {
        var path = _folder["catalogue"];
        using var file = File.Create(path);
        file.Write(Encoding.UTF8.GetBytes(start));
        var bytes = Encoding.UTF8.GetBytes(repeated);
        while (file.Length < length)
        {
            file.Write(bytes);
        }

        file.Write(Encoding.UTF8.GetBytes(end));
        return path;
    }
}
