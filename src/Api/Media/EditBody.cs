using System.ComponentModel;
using System.Text.Json;
using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Api.Media;

/// <summary>What <c>PATCH /api/v1/media/{id}</c> takes.</summary>
internal sealed record EditBody(
    [property: Description("New values by field, as the title shows them; null for none. They are locked by it.")] JsonElement? Fields = null,
    [property: Description("Fields whose present value is kept, whatever sources say from now on.")] IReadOnlyList<string>? Lock = null,
    [property: Description("Fields that get the value of the sources again.")] IReadOnlyList<string>? Unlock = null)
{
    public MediaEdit ToEdit(int? revision)
    {
        string[] set = Fields is { ValueKind: JsonValueKind.Object } fields ? [.. fields.EnumerateObject().Select(field => field.Name)] : [];
        if (set.Length == 0 && Lock is not { Count: > 0 } && Unlock is not { Count: > 0 })
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.FieldMissing, "Nothing is to be changed: give values in 'fields', or names of fields in 'lock' or 'unlock'.");
        }

        return new MediaEdit(set.Length == 0 ? new MediaFacts() : Read(Fields!.Value), set, Lock ?? [], Unlock ?? [], revision);
    }

    private static MediaFacts Read(JsonElement fields)
    {
        try
        {
            // Null is no value; of lists and texts that may not be null it is the empty one.
            var given = fields.EnumerateObject().Where(field => field.Value.ValueKind is not JsonValueKind.Null)
                .ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
            return JsonSerializer.SerializeToElement(given, ContractJson.Options).Deserialize<MediaFacts>(ContractJson.Options)!;
        }
        catch (JsonException e)
        {
            throw RequestRejectedException.BadRequest(
                ProblemCodes.InvalidField,
                $"The field 'fields{e.Path?.TrimStart('$')}' cannot be read: give it a value of the kind that the title shows there.");
        }
    }
}
