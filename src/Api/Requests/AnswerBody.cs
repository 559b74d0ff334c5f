using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;

namespace MediaPipeline.Api.Requests;

/// <summary>The answer to the question of a job or an item.</summary>
internal sealed record AnswerBody([property: Required, Description("One of the choices of the question.")] string? Choice)
{
    public string Check() => string.IsNullOrWhiteSpace(Choice)
        ? throw RequestRejectedException.BadRequest(ProblemCodes.FieldMissing, "The field 'choice' is missing: give one of the choices of the question.")
        : Choice;
}
