using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.Imaging.Worker;

return args switch
{
    ["imaging", _, ..] => await ImagingBenchmark.RunAsync(args[1..]),
    [ImagingWorker.Argument, ..] => await ImagingWorker.RunAsync(args),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"Which benchmark? {ImagingBenchmark.Usage}");
    return 2;
}
