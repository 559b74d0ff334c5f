using System.Globalization;

namespace MediaPipeline.Benchmarks.Cluster;

/// <param name="Corpus">Directory with a folder <c>pictures</c>.</param>
/// <param name="Tables">Keys of the tables to measure; the others stay as they are in the results.</param>
/// <param name="Workers">Worker processes of all silos together, where that is the same for all rows.</param>
/// <param name="Embedded">The program of the default build.</param>
/// <param name="Orleans">The program of the build on Orleans.</param>
/// <param name="Data">Where everything is made and deleted again; the disk of this directory is what is measured.</param>
internal sealed record ClusterOptions(string Corpus, IReadOnlyList<string> Tables, int Rounds, int Pictures, int SmallPictures, int Workers, string Embedded, string Orleans, string Data, string? Results)
{
    public const string Usage =
        "cluster CORPUS [--tables pairs,small,silos,own] [--rounds N] [--pictures N] [--small-pictures N] [--workers N] [--embedded PROGRAM] [--orleans PROGRAM] [--data DIRECTORY] [--results DIRECTORY]";

    public static ClusterOptions Parse(string[] args)
    {
        var values = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
        return new ClusterOptions(
            Path.GetFullPath(args[0]),
            values.GetValueOrDefault("--tables", "pairs,small,silos,own").Split(','),
            Number("--rounds", 3),
            Number("--pictures", 456),
            Number("--small-pictures", 3_000),
            Number("--workers", 6),
            Path.GetFullPath(values.GetValueOrDefault("--embedded", ".setup/app/mediapipeline")),
            Path.GetFullPath(values.GetValueOrDefault("--orleans", ".setup/app-orleans/mediapipeline")),
            values.GetValueOrDefault("--data", "."),
            values.GetValueOrDefault("--results"));

        int Number(string name, int otherwise) => values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }

    /// <summary>What is missing, with the remedy; null when nothing is.</summary>
    public string? WhyNot() =>
        Missing(Embedded, "run `./run --version` first, or name it with --embedded")
        ?? Missing(Orleans, "run `./run --cluster --version` first, or name it with --orleans")
        ?? (Directory.Exists(Path.Combine(Corpus, "pictures")) ? null : $"There are no pictures in {Corpus}/pictures: `tests/Benchmarks/Imaging/corpus.sh {Corpus}` gathers some.");

    private static string? Missing(string program, string remedy) => File.Exists(program) ? null : $"There is no program {program}: {remedy}.";
}
