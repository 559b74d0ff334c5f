using MediaPipeline.Benchmarks.Catalogue;
using MediaPipeline.Benchmarks.Cluster;
using MediaPipeline.Benchmarks.Embedding;
using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.Benchmarks.Import;
using MediaPipeline.Benchmarks.Kill;
using MediaPipeline.Benchmarks.Memory;
using MediaPipeline.Benchmarks.Scan;
using MediaPipeline.Benchmarks.Similar;
using MediaPipeline.Benchmarks.Start;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.Imaging.Worker;

return args switch
{
    ["imaging", _, ..] => await ImagingBenchmark.RunAsync(args[1..]),
    ["storage", .. var rest] => await StorageBenchmark.RunAsync(rest),
    ["similar", .. var rest] => await SimilarBenchmark.RunAsync(rest),
    ["scan", .. var rest] => await ScanBenchmark.RunAsync(rest),
    ["cluster", _, ..] => await ClusterBenchmark.RunAsync(args[1..]),
    ["memory", _] or ["memory", _, _] => await MemoryBenchmark.RunAsync(args[1..], "tests/Benchmarks/results"),
    ["import-memory", _] or ["import-memory", _, _] => await ImportMemoryBenchmark.RunAsync(args[1..], "tests/Benchmarks/results"),
    ["embed", _] or ["embed", _, _] => await EmbeddingBenchmark.RunAsync(args[1..], "tests/Benchmarks/results"),
    ["import", _, _] or ["import", _, _, _] => await ImportBenchmark.RunAsync(args[1..], "tests/Benchmarks/results"),
    ["kill", _] or ["kill", _, _] => await KillBenchmark.RunAsync(args[1..], "tests/Benchmarks/results"),
    ["start", _] or ["start", _, _] or ["start", _, _, _] => await StartBenchmark.RunAsync(args[1..], "tests/Benchmarks/results"),
    [ImagingWorker.Argument, ..] => await ImagingWorker.RunAsync(args),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Which benchmark? {ImagingBenchmark.Usage} | storage [--rows N] [--seconds N] [--data DIRECTORY] [--results DIRECTORY] | "
        + $"similar [--rows N] [--data DIRECTORY] [--results DIRECTORY] | {ScanBenchmark.Usage} | {ClusterOptions.Usage} | {StartBenchmark.Usage} | "
        + $"{MemoryBenchmark.Usage} | {ImportMemoryBenchmark.Usage} | {KillBenchmark.Usage} | {EmbeddingBenchmark.Usage} | {ImportBenchmark.Usage}");
    return 2;
}
