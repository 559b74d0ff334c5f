using System.Numerics.Tensors;
using MediaPipeline.Search.Embedding.BuiltIn;
using MediaPipeline.Search.Embedding.BuiltIn.Compiling;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

public sealed class BuiltInModelTests
{
    [Theory]
    [InlineData(WeightBits.Eight, 0.998)]
    [InlineData(WeightBits.Seven, 0.997)]
    internal void Vectors_AreNearlyThoseOfTheFloatModel(WeightBits bits, double leastCosine)
    {
        using var directory = new TemporaryDirectory();
        using var model = BuiltInModel.Load(CompiledModelFile.Prepare(directory.Path, bits));
        using var exact = new FloatModel();
        string[] texts =
        [
            .. BuiltInEmbedderTests.Titles, BuiltInModel.QuestionPrefix + "monster kills people on a space ship", "short",
            string.Join(' ', BuiltInEmbedderTests.Titles),
        ];

        foreach (var text in texts)
        {
            TensorPrimitives.CosineSimilarity<float>(model.Embed(text), exact.Embed(text)).ShouldBeGreaterThan((float)leastCosine, text);
        }
    }
}
