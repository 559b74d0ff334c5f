using MediaPipeline.Benchmarks.Storage;

return args switch
{
    ["storage", .. var rest] => await StorageBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? storage [--rows N] [--seconds N] [--data DIRECTORY] [--results DIRECTORY]");
    return 2;
}
