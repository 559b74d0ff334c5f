using MediaPipeline.Search.Embedding.BuiltIn;
using MediaPipeline.Search.Embedding.BuiltIn.Compiling;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

/// <summary>The file checks the hash of what was compiled, so these also show that compiling is reproducible.</summary>
public sealed class CompiledModelFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(WeightBits.Seven)]
    [InlineData(WeightBits.Eight)]
    internal void Prepare_CompilesWhereNothingIs(WeightBits bits)
    {
        var path = CompiledModelFile.Prepare(Path.Join(_directory.Path, "models"), bits);

        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }

    [Fact]
    public void Prepare_LeavesAWholeFileAsItIs()
    {
        var path = Prepare();
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        Prepare();

        File.GetLastWriteTimeUtc(path).ShouldBe(DateTime.UnixEpoch);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("foreign")]
    [InlineData("one byte changed")]
    public void Prepare_MakesADamagedFileAnew(string damage)
    {
        var path = Prepare();
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damage switch
        {
            "cut off" => whole[..^1],
            "foreign" => "something else"u8.ToArray(),
            _ => [.. whole[..1_000_000], (byte)(whole[1_000_000] ^ 1), .. whole[1_000_001..]],
        });

        Prepare();

        File.ReadAllBytes(path).AsSpan().SequenceEqual(whole).ShouldBeTrue();
    }

    [Fact]
    public void Prepare_IsNotHeldUpByAnUnfinishedFile()
    {
        File.WriteAllText(Path.Join(_directory.Path, $"{BuiltInModel.Id}-eight.onnx.new"), "half");

        var path = Prepare();

        Directory.GetFiles(_directory.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Prepare_ManyAtOnce_EachHasTheFile_AndNothingElseIsLeft()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Prepare)));

        Directory.GetFiles(_directory.Path).ShouldBe([paths[0]]);
    }

    public void Dispose() => _directory.Dispose();

    private string Prepare() => CompiledModelFile.Prepare(_directory.Path, WeightBits.Eight);
}
