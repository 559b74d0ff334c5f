using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Imaging.Worker;
using MediaPipeline.Silo;
using MediaPipeline.Silo.Hosting;
using MediaPipeline.Silo.Imports;
using MediaPipeline.TestKit.Notes;

// The product with a kind of item that it does not have, for tests that need a process of it.
if (args is ["imaging-worker", ..])
{
    return await ImagingWorker.RunAsync(args);
}

return CommandLine.Parse(args) is CommandLine.Run run
    ? await Server.RunAsync(run, WriteNotesAsync, builder => builder.Services.AddNotes(builder.Configuration))
    : ExitCodes.BadArguments;

// Of four notes one has a single page, two are to be approved, and one is too long.
static async Task<int?> WriteNotesAsync(CommandLine.Run run, IServiceProvider services, CancellationToken cancellationToken)
{
    int[] pages = [1, 2, 3, 101];
    var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
    var count = services.GetRequiredService<IConfiguration>().GetValue<int>("Notes:Count");
    NoteRecord[] notes = [.. Enumerable.Range(0, count).Select(number => SomeNote.Of(number, now, pages[number % pages.Length]))];
    await services.GetRequiredService<IItemStore>().InsertAbsentAsync(notes, cancellationToken);
    return await ImportRun.ShowAsync(run, services, cancellationToken);
}
