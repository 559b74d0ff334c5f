using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;

namespace MediaPipeline.Api.Requests;

/// <summary>What answers a question that a job or an item waits with.</summary>
internal sealed record AnswerBody([property: Required, Description("One of the choices of the question.")] string? Choice)
{
    public string Check() => string.IsNullOrWhiteSpace(Choice)
        ? throw RequestRejectedException.BadRequest(ProblemCodes.FieldMissing, "The field 'choice' is missing: give one of the choices of the question.")
        : Choice;
}
