using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MediaPipeline.Api.Jobs;

/// <summary>What <c>POST /api/v1/jobs/{id}/answer</c> takes.</summary>
internal sealed record AnswerBody([property: Required, Description("One of the choices of the job's question.")] string? Choice);
