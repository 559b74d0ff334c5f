using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Api.Media;

/// <summary>What <c>POST /api/v1/imports</c> takes.</summary>
internal sealed record ImportBody(
    [property: Required, Description("Where the titles come from: file, or providers, separated by commas, of which the next is read while one is down.")]
    string? Source,
    [property: Description("The type of titles whose record names none, such as anime or movie; all when left out.")] string? MediaType = null,
    [property: Description("Absolute path, on the server, of a catalogue file: JSON, JSON lines or CSV, also compressed.")] string? Path = null,
    [property: Description("One of the lists of the provider, where it has several; its usual one when left out.")] string? List = null,
    [property: Description("Whether titles of which the source says nothing new go through their stages again.")] bool? Overwrite = null,
    [property: Range(1, long.MaxValue), Description("Most records to read; all when left out.")] long? Limit = null,
    [property: Range(JobPriority.First, JobPriority.Last), Description("1 (first) to 9; 5 when left out.")] int? Priority = null)
{
    private const string All = "all";

    public ImportPayload ToPayload()
    {
        if (string.IsNullOrWhiteSpace(Source))
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.FieldMissing, "The field 'source' is missing: give the name of a source, for example file.");
        }

        if (Limit is < 1)
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.InvalidField, $"The field 'limit' cannot be {Limit}: give a number above 0, or leave it out.");
        }

        var type = string.IsNullOrWhiteSpace(MediaType) || string.Equals(MediaType, All, StringComparison.OrdinalIgnoreCase)
            ? null
            : TextField.Check(MediaType.Trim().ToLowerInvariant(), "mediaType");
        var (path, list) = (Path is null ? null : TextField.Check(Path, "path"), List is null ? null : TextField.Check(List, "list"));
        return new ImportPayload(TextField.Check(Source, "source"), type, path, Limit, list, Overwrite is true);
    }
}
