using System.Numerics.Tensors;
using MediaPipeline.Search.Embedding.BuiltIn;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

/// <summary>The model as it came: in float32, run without the compiler under test.</summary>
internal sealed class FloatModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly BertTokenizer _tokenizer;

    public FloatModel()
    {
        using var package = new PackagedModel();
        _session = new InferenceSession(package.Weights.ToArray());
        _tokenizer = BertTokenizer.Create(new MemoryStream(package.Vocabulary.ToArray()));
    }

    /// <returns>The vector of the first token, of length one.</returns>
    public float[] Embed(string text)
    {
        long[] tokens = [.. _tokenizer.EncodeToIds(text, addSpecialTokens: true).Select(token => (long)token)];
        long[] shape = [1, tokens.Length];
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, shape);
        using var mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, tokens.Length).ToArray(), shape);
        using var types = OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], shape);
        using var run = new RunOptions();
        using var output = _session.Run(run, ["input_ids", "attention_mask", "token_type_ids"], [ids, mask, types], ["last_hidden_state"]);
        var first = output[0].GetTensorDataAsSpan<float>()[..BuiltInModel.Dimensions];
        var vector = new float[first.Length];
        TensorPrimitives.Divide(first, TensorPrimitives.Norm(first), vector);
        return vector;
    }

    public void Dispose() => _session.Dispose();
}
