using System.Diagnostics;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>What npm's sharp makes of a picture: the reference for colours.</summary>
internal static class SharpReference
{
    /// <summary>Why there is no sharp here; null when there is.</summary>
    internal static string? Missing => Directory.Exists(Path.Combine(NodeDirectory, "node_modules", "sharp"))
        ? null
        : $"npm's sharp is not in {NodeDirectory}; run: npm install --prefix {NodeDirectory} sharp@0.35.5";

    internal static async Task<Pixels> RenderAsync(string path)
    {
        var raw = path + ".raw";
        var start = new ProcessStartInfo("node", ["-e", Script, path, raw])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = NodeDirectory,
        };
        using var node = Process.Start(start)!;
        var size = (await node.StandardOutput.ReadToEndAsync()).Trim().Split(' ');
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return new Pixels(int.Parse(size[0]), int.Parse(size[1]), int.Parse(size[2]), await File.ReadAllBytesAsync(raw));
    }

    private static string NodeDirectory { get; } = Environment.GetEnvironmentVariable(
        "MEDIAPIPELINE_TEST_NODE") ?? Path.Combine(RepositoryDirectory.Path, ".setup", "npm-tests");

    private const string Script =
        """
        const sharp = require('sharp'), fs = require('fs');
        sharp(process.argv[1]).autoOrient().resize(1920, 1080, { fit: 'inside', withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true })
          .then(({ data, info }) => { fs.writeFileSync(process.argv[2], data); console.log(info.width, info.height, info.channels); });
        """;
}
