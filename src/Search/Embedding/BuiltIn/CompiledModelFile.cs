using System.Security.Cryptography;
using MediaPipeline.Search.Embedding.BuiltIn.Compiling;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>The compiled model on disk: 23 MB, made when it is not there or not what it has to be.</summary>
internal static class CompiledModelFile
{
    private const string Unfinished = ".new";

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
        DeleteLeftovers(directory);

        // A name of its own: another process may be compiling into the same directory. Locked until it has its final name, see DeleteLeftovers.
        var unfinished = $"{path}.{Path.GetRandomFileName()}{Unfinished}";
        using var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        using (var package = new PackagedModel())
        {
            EncoderCompiler.Compile(package.Weights, bits, file);
        }

        file.Flush(flushToDisk: true);
        file.Position = 0;
        var compiled = HashOf(file);
        if (!string.Equals(compiled, expected, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"The built-in model was compiled to {compiled} instead of {expected}: the weights are not those that came with the program. Install it anew.");
        }

        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    /// <summary>Of processes that were killed while they compiled; what one still writes is locked.</summary>
    private static void DeleteLeftovers(string directory)
    {
        foreach (var leftover in Directory.EnumerateFiles(directory, "*" + Unfinished))
        {
            try
            {
                new FileStream(leftover, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (IOException)
            {
                // It is being written, or has just become the finished file.
            }
        }
    }

    /// <summary>SHA-256 of what the compiler makes, the same on every machine. When the compiler changes, so does the model's id.</summary>
    private static string Hash(WeightBits bits) => bits == WeightBits.Seven
        ? "e5736d4161faa36f14384a202f8a400412994705c96444eb9742e514303d77a5"
        : "e97e9093cca251e46848e4812eef6610d8da8ce14f6c26bda6569993bb579834";

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return HashOf(file);
    }

    private static string HashOf(FileStream file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
