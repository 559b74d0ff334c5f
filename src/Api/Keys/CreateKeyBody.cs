using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Api.Keys;

/// <summary>What <c>POST /api/v1/keys</c> takes.</summary>
internal sealed record CreateKeyBody(
    [property: Required, Description("Display name: who or what uses the key.")] string? Name,
    [property: Required, Description("What it may do: read, write, admin or webhook.")] string? Scope)
{
    private const int MaxNameLength = 100;

    public (string Name, ApiKeyScope Scope) Check()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength)
        {
            throw RequestRejectedException.BadRequest(
                string.IsNullOrWhiteSpace(Name) ? ProblemCodes.FieldMissing
                    : ProblemCodes.InvalidField, $"The field 'name' must say who uses the key, in 1 to {MaxNameLength} characters.");
        }

        var allowed = string.Join(", ", EnumNames<ApiKeyScope>.All);
        return Scope is null
            ? throw RequestRejectedException.BadRequest(ProblemCodes.FieldMissing, $"The field 'scope' is missing: give one of {allowed}.")
            : EnumNames<ApiKeyScope>.TryParse(Scope, out var scope)
                ? (TextField.Check(Name.Trim(), "name"), scope)
                : throw RequestRejectedException.BadRequest(ProblemCodes.InvalidField, $"The field 'scope' cannot be '{Scope}': expected one of {allowed}.");
    }
}
