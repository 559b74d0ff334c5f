using System.Security.Cryptography;
using MediaPipeline.Search.Embedding.BuiltIn.Compiling;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>The compiled model on disk: 23 MB, made when it is not there or not what it has to be.</summary>
internal static class CompiledModelFile
{
    /// <returns>The path of the file, whose content has been checked.</returns>
    public static string Prepare(string directory, WeightBits bits)
    {
        var path = Path.Join(directory, $"{BuiltInModel.Id}-{bits.ToString().ToLowerInvariant()}.onnx");
        var expected = Hash(bits);
        if (File.Exists(path) && string.Equals(HashOf(path), expected, StringComparison.Ordinal))
        {
            return path;
        }

        Directory.CreateDirectory(directory);
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(EncoderCompiler.Compile(PackagedModel.ReadWeights(), bits));
            file.Flush(flushToDisk: true);
        }

        var compiled = HashOf(unfinished);
        if (!string.Equals(compiled, expected, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"The built-in model was compiled to {compiled} instead of {expected}: its weights are not those that came with the program.");
        }

        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    /// <summary>SHA-256 of what the compiler makes, the same on every machine. When the compiler changes, so does the model's id.</summary>
    private static string Hash(WeightBits bits) => bits == WeightBits.Seven
        ? "e2cb0fcbef6ba59701049caec789c9839e1a766bf94f6da89aa34c941a0488e5"
        : "1f3a38c72e1b2f9b0a483351adc3857dd5d9decc4017ef39ef5a825f7b1b30f5";

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
