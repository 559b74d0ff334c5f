using System.Reflection;
using MediaPipeline.Grains.Tests.Running;
using Orleans;

namespace MediaPipeline.Grains.Tests.Wire;

/// <summary>What a grain throws arrives on another silo as it was thrown.</summary>
public sealed class ExceptionTests
{
    private const string OfTheWorker = "thrown in the process of an imaging worker, which answers with a fault";

    private static readonly Dictionary<string, string> NeverLeaveAGrain = new(StringComparer.Ordinal)
    {
        ["AccessRefusedException"] = "thrown where the server starts",
        ["StorageStartException"] = "thrown where the server starts",
        ["InvalidCursorException"] = "lists are read by the API, not by a grain",
        ["RequestRejectedException"] = "thrown where requests are read",
        ["ArchiveException"] = "the listing makes a warning of it, the reader of entries a result, the worker a fault",
        ["SourceUnavailableException"] = "only a listing throws it, and the scan makes the job's failure of it",
        ["CatalogueFileException"] = "only reading a catalogue throws it, and the import makes the job's failure of it",
        ["ProviderUnavailableException"] = "only a provider's client throws it, and the import or the stage waits at its gate",
        ["EmbedderUnavailableException"] = "only an embedder throws it, and the stage waits at its gate",
        ["ImagingUnavailableException"] = "only the picture engine throws it, and the worker grain makes a failed try of it",
        ["OutputException"] = OfTheWorker,
        ["PictureException"] = OfTheWorker,
        ["DecoderException"] = OfTheWorker,
        ["UndecodableException"] = OfTheWorker,
        ["EntryGoneException"] = OfTheWorker,
    };

    [Fact]
    public void EveryExceptionOfOurs_EitherHasItsCodecAndAnExample_OrAReasonWhyItLeavesNoGrain()
    {
        var all = new[] { "Contracts", "Grains", "Archives", "Storage", "Imaging", "Api" }.Select(name => $"MediaPipeline.{name}").Append("mediapipeline")
            .SelectMany(name => Assembly.Load(name).GetTypes()).Where(t => t.IsSubclassOf(typeof(Exception))).ToList();

        all.Select(t => t.Name).ShouldBe(ThrownExceptions.Types.Concat(NeverLeaveAGrain.Keys), ignoreOrder: true);
        all.Where(t => !NeverLeaveAGrain.ContainsKey(t.Name)).Where(t => !t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnException_ComesFromAnotherSilo_WithItsTypeItsMessageAndAllItCarries(bool wrapped)
    {
        await using var pipeline = await PipelineUnderTest.StartOnTwoSilosAsync();
        var thrower = pipeline.Host.GrainsOf(1).GetGrain<IThrowerGrain>(0);

        foreach (var type in ThrownExceptions.Types)
        {
            var arrived = await Should.ThrowAsync<Exception>(pipeline.Host.OnSiloAsync(0, () => thrower.Throw(type, wrapped)));

            Described(arrived).ShouldBe(Described(ThrownExceptions.Make(type, wrapped)));
            arrived.ToString().ShouldContain(arrived.Message);
            (Outage.Find(arrived) is not null).ShouldBe(type.StartsWith("Storage", StringComparison.Ordinal));
        }

        (await pipeline.Host.SiloOfAsync(thrower)).ShouldBe(0);
    }

    // What a driver's exception holds beyond its type and its sentence is of no use to another silo.
    private static List<string> Described(Exception? error) => error is null ? [] :
    [
        $"{error.GetType()} {error.Message} {error.HResult}",
        .. error.GetType().GetProperties().Where(p => IsOurs(p.DeclaringType!))
            .Select(p => $"{p.Name} = {p.GetValue(error)}"),
        .. Described(error.InnerException),
    ];

    private static bool IsOurs(Type type) => type.Namespace!.StartsWith("MediaPipeline.", StringComparison.Ordinal);
}
