using MediaPipeline.Imaging.Worker;
using MediaPipeline.Silo;
using MediaPipeline.Silo.Hosting;
using MediaPipeline.Silo.Imports;

if (args is ["imaging-worker", ..])
{
    return await ImagingWorker.RunAsync(args);
}

Console.SetError(new BestEffortWriter(Console.Error));
Console.SetOut(new BestEffortWriter(Console.Out, Console.Error));

switch (CommandLine.Parse(args))
{
    case CommandLine.Help help:
        Console.Out.WriteLine(help.Text);
        return ExitCodes.Done;
    case CommandLine.Mistake mistake:
        Console.Error.WriteLine(mistake.Message);
        return ExitCodes.BadArguments;
    case CommandLine.Run run:
        return await Server.RunAsync(run, ImportRun.ShowAsync);
    default:
        throw new InvalidOperationException("The command line was neither help, a mistake, nor a run.");
}
