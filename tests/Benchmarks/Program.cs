using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.Imaging.Worker;

return args switch
{
    ["imaging", _, ..] => await ImagingBenchmark.RunAsync(args[1..]),
    ["storage", .. var rest] => await StorageBenchmark.RunAsync(rest),
    [ImagingWorker.Argument, ..] => await ImagingWorker.RunAsync(args),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Which benchmark? {ImagingBenchmark.Usage} | storage [--rows N] [--seconds N] [--data DIRECTORY] [--results DIRECTORY]");
    return 2;
}
