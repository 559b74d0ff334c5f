using System.Text.Json;
using MediaPipeline.Benchmarks.Calls;
using MediaPipeline.Benchmarks.Calls.Hosts;

switch (args)
{
    case ["run", .. var rest]:
        var rows = await CallRun.RunAsync(copyMessages: rest.Contains("--copy"));
        Console.WriteLine(JsonSerializer.Serialize(rows));
        return 0;
    case ["compare", var local, var orleans, var rounds, var output]:
        await Comparison.RunAsync(local, orleans, int.Parse(rounds), output);
        return 0;
    default:
        Console.Error.WriteLine($"{RuntimeUnderTest.Name}: run [--copy] | compare <local.dll> <orleans.dll> <rounds> <output folder>");
        return 2;
}
