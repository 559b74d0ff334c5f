using System.Text.Json;
using MediaPipeline.Contracts;

namespace MediaPipeline.Api.Problems;

/// <summary>Says where a JSON body is wrong, in words that name the field and not our types.</summary>
internal static class JsonProblems
{
    public static ProblemResult Of(JsonException json, Type? bodyType)
    {
        var field = FieldOf(json.Path);
        var place = $"line {json.LineNumber + 1}, position {json.BytePositionInLine + 1}";
        var text = json.Message;
        if (text.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return Bad(ProblemCodes.UnknownField, $"There is no field '{QuotedIn(text) ?? field}' ({place}): {KnownFields(bodyType)}.");
        }

        if (text.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return Bad(ProblemCodes.DuplicateField, $"The field '{QuotedIn(text) ?? field}' is given twice ({place}): give it once.");
        }

        if (text.Contains("could not be converted to", StringComparison.Ordinal))
        {
            return Bad(ProblemCodes.WrongType, $"{(field.Length == 0 ? "The body" : $"The field '{field}'")} is of the wrong type ({place}): expected {Expected(field, bodyType)}.");
        }

        var cut = text.IndexOf(" Path:", StringComparison.Ordinal);
        var inField = field.Length == 0 ? "" : $", in the field '{field}'";
        return Bad(ProblemCodes.MalformedJson, $"The body is not JSON ({place}{inField}): {(cut < 0 ? text : text[..cut])}");
    }

    private static ProblemResult Bad(string code, string detail) => new(400, code, detail);

    private static string FieldOf(string? path) => path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static string? QuotedIn(string text)
    {
        var from = text.IndexOf('\'', StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf('\'', from + 1);
        return to < 0 ? null : text[(from + 1)..to];
    }

    private static string KnownFields(Type? bodyType) =>
        bodyType is null ? "take it out" : "known are " + string.Join(", ", ContractJson.Options.GetTypeInfo(bodyType).Properties.Select(property => property.Name));

    private static string Expected(string field, Type? bodyType)
    {
        if (field.Length == 0 || bodyType is null)
        {
            return "an object, {…}";
        }

        var type = ContractJson.Options.GetTypeInfo(bodyType).Properties.FirstOrDefault(property => string.Equals(property.Name, field, StringComparison.Ordinal))?.PropertyType;
        return (Nullable.GetUnderlyingType(type ?? typeof(object)) ?? type) switch
        {
            { } known when known == typeof(string) => "text in quotes",
            { } known when known == typeof(int) || known == typeof(long) => "a whole number",
            { } known when known == typeof(bool) => "true or false",
            _ => "another type",
        };
    }
}
