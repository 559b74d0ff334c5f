using System.Text.Json.Serialization;
using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Worker;

/// <summary>The first line that a worker reads: which decoder to use, what to enforce.</summary>
/// <param name="Formats">What the decoder is known to read; null makes the worker find out, with a tiny picture of each format.</param>
internal sealed record WorkerSettings(DecoderKind Decoder, PictureLimits Limits, ArchiveOptions Archives, IReadOnlyList<string>? Formats);

/// <summary>The first line that a worker writes.</summary>
/// <param name="Error">Why the decoder cannot be used; null when it can.</param>
/// <param name="Decoder">Name and version.</param>
internal sealed record WorkerGreeting(string? Error, string? Decoder, IReadOnlyList<string> Formats);

/// <summary>What to work on: one of the three is set.</summary>
internal sealed record WorkerRequest(ProbeRequest? Probe, RenderRequest? Render, UnpackRequest? Unpack = null)
{
    [JsonIgnore]
    internal string PicturePath => (Probe?.Source ?? Render?.Source ?? Unpack!.Source).ToString();

    /// <summary>Where it is rendered; null when it is only probed.</summary>
    [JsonIgnore]
    internal RenderTarget? Target => Probe?.Target ?? Render?.Target;

    /// <summary>What is left to do of it for a picture that has been probed.</summary>
    internal WorkerRequest After(PictureFacts facts) =>
        Probe is { Target: { } target } ? new WorkerRequest(null, new RenderRequest(Probe.Source, facts, target, Probe.Priority)) : this;
}

/// <summary>To unpack the block of an entry.</summary>
/// <param name="ToFile">Exists, and is empty.</param>
internal sealed record UnpackRequest(PictureSource Source, string ToFile);

/// <summary>How the work on one picture ended; the line that answers a request.</summary>
internal enum WorkerOutcome
{
    /// <summary>It goes on: the line says what is done next, and more lines follow.</summary>
    Working,
    Probed,
    Rendered,
    Unpacked,
    Rejected,
    Unavailable,
    OutputFault,
}

internal sealed record WorkerAnswer(WorkerOutcome Outcome)
{
    /// <summary>What is done next, as in "while decoding".</summary>
    public string? Step { get; init; }

    public Fault? Fault { get; init; }

    /// <summary>The format of a picture that this decoder does not read, and another one may; null for any other outcome.</summary>
    public string? Undecodable { get; init; }

    /// <summary>What a probe found. Where it is rendered too, they come in a line of their own before that: a worker may die of rendering it.</summary>
    public PictureFacts? Facts { get; init; }

    public RenditionFile? Thumbnail { get; init; }

    public RenditionFile? Viewing { get; init; }

    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    public string? Placeholder { get; init; }

    public string? DominantColour { get; init; }

    public string? PerceptualHash { get; init; }
}

/// <summary>The wire format between server and worker: one line of JSON each way. Both ends are the same build, so it has no versions.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(WorkerGreeting))]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerAnswer))]
internal sealed partial class WorkerJson : JsonSerializerContext;
