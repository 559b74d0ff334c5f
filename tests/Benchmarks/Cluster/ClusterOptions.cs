using System.Globalization;

namespace MediaPipeline.Benchmarks.Cluster;

/// <param name="Corpus">Directory with a folder <c>pictures</c>.</param>
/// <param name="Tables">Keys of the tables to measure; the others stay as they are in the results.</param>
/// <param name="Workers">Worker processes of all silos together, where that is the same for all rows.</param>
/// <param name="Program">The built program.</param>
/// <param name="Before">An earlier build of it to measure beside, alone on SQLite; null for none.</param>
/// <param name="BeforeCluster">An earlier build as a silo on PostgreSQL.</param>
/// <param name="Data">Where everything is made and deleted again; the disk of this directory is what is measured.</param>
internal sealed record ClusterOptions(
    string Corpus, IReadOnlyList<string> Tables, int Rounds, int Pictures, int SmallPictures, int Workers, string Program, string? Before,
        string? BeforeCluster, string Data, string? Results)
{
    public const string Usage =
        "cluster CORPUS [--tables alone,small,silos] [--rounds N] [--pictures N] [--small-pictures N] [--workers N] [--program PROGRAM] [--before "
            + "PROGRAM] [--before-cluster PROGRAM] [--data DIRECTORY] [--results DIRECTORY]";

    public static ClusterOptions Parse(string[] args)
    {
        var values = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
        var before = values.GetValueOrDefault("--before");
        return new ClusterOptions(
            Path.GetFullPath(args[0]),
            values.TryGetValue("--tables", out var tables) ? tables.Split(',') : ClusterTable.Keys,
            Number("--rounds", 3),
            Number("--pictures", 456),
            Number("--small-pictures", 3_000),
            Number("--workers", 6),
            Path.GetFullPath(values.GetValueOrDefault("--program", ".setup/app/mediapipeline")),
            before,
            values.GetValueOrDefault("--before-cluster", before!),
            values.GetValueOrDefault("--data", "."),
            values.GetValueOrDefault("--results"));

        int Number(string name, int otherwise) => values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }

    /// <summary>What is missing, with the remedy; null when nothing is.</summary>
    public string? WhyNot() =>
        new[] { Program, Before, BeforeCluster }.FirstOrDefault(program => program is not null && !File.Exists(program)) is { } missing
            ? $"There is no program {missing}: run `./run --version` first, or name another."
            : Directory.Exists(Path.Combine(Corpus, "pictures")) ? null
                : $"There are no pictures in {Corpus}/pictures: `tests/Benchmarks/Imaging/corpus.sh {Corpus}` gathers some.";
}
