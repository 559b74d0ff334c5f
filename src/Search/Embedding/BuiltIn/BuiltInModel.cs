using System.Runtime.InteropServices;
using MediaPipeline.Search.Embedding.BuiltIn.Compiling;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>The loaded model: about 90 MB. Several threads may use it at a time.</summary>
internal sealed partial class BuiltInModel : IDisposable
{
    public const string Id = "snowflake-arctic-embed-xs-int8";
    public const int Dimensions = 384;

    /// <summary>Before questions, never before titles: the model was trained so.</summary>
    public const string QuestionPrefix = "Represent this sentence for searching relevant passages: ";

    /// <summary>Of a text, its marks of beginning and end included; the rest is not read.</summary>
    public const int MaxTokens = 256;

    // More characters than nearly all texts need for as many tokens; English has four to five for each.
    private const int MaxCharacters = MaxTokens * 12;
    private readonly BertTokenizer _tokenizer;
    private readonly InferenceSession _session;

    private BuiltInModel(BertTokenizer tokenizer, InferenceSession session) => (_tokenizer, _session) = (tokenizer, session);

    /// <param name="path">The compiled model.</param>
    public static BuiltInModel Load(string path)
    {
        var tokenizer = LoadTokenizer();
        try
        {
            // Texts run one by one, each on one thread: that uses the cores best. No two are of one length, so plans for memory are of no use.
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
            return new BuiltInModel(tokenizer, new InferenceSession(path, options));
        }
        catch (Exception error) when (error.GetBaseException() is DllNotFoundException missing)
        {
            throw new EmbeddingException(
                "The built-in model needs ONNX Runtime, which cannot be loaded here; it runs on Linux with glibc 2.28 or later (x64, arm64) and macOS (arm64). "
                + $"Use another system, or an endpoint (Embedding:Provider). {missing.Message}", missing);
        }
    }

    private static BertTokenizer LoadTokenizer()
    {
        using var package = new PackagedModel();
        using var vocabulary = new MemoryStream(package.Vocabulary.ToArray());
        return BertTokenizer.Create(vocabulary);
    }

    /// <returns>A vector of length one.</returns>
    public float[] Embed(string text)
    {
        var tokens = _tokenizer.EncodeToIds(ModelText.Fold(text, MaxCharacters), MaxTokens, addSpecialTokens: true, out _, out _);
        using var input = OrtValue.CreateTensorValueFromMemory([.. tokens.Select(token => (long)token)], [1, tokens.Count]);
        using var run = new RunOptions();
        using var output = _session.Run(run, [EncoderCompiler.Input], [input], [EncoderCompiler.Output]);
        return output[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        if (OperatingSystem.IsLinux())
        {
            // glibc keeps what is freed, here 25 MB, unless it is asked to give it back.
            _ = MallocTrim(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nint kept);
}
