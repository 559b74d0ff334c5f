using System.Text.Json;
using MediaPipeline.Contracts;

namespace MediaPipeline.Api.Problems;

/// <summary>Says where a JSON body is wrong, naming the field and not our types. Bodies are flat: strings, numbers, flags, and lists of strings.</summary>
internal static class JsonProblems
{
    public static ProblemResult Of(JsonException json, Type? bodyType)
    {
        var field = FieldOf(json.Path);
        var place = $"line {json.LineNumber + 1}, position {json.BytePositionInLine + 1}";
        var types = bodyType is null
            ? []
            : ContractJson.Options.GetTypeInfo(bodyType).Properties.ToDictionary(property => property.Name, property => property.PropertyType,
                StringComparer.OrdinalIgnoreCase);

        // The reader's exception is inside when the text is not JSON, that of the value's conversion when the type is wrong.
        return json.InnerException switch
        {
            JsonException => Bad(
                ProblemCodes.MalformedJson, $"The body is not JSON ({place}{(field is null ? "" : $", in the field '{field}'")}): send a JSON object."),
            _ when field is null => Bad(ProblemCodes.WrongType, $"The body is of the wrong type ({place}): expected an object, {{…}}."),
            _ when !types.TryGetValue(field, out _) =>
                Bad(ProblemCodes.UnknownField, $"There is no field '{field}' ({place}): known are {string.Join(", ", types.Keys)}."),
            // The reader gives no reason for either.
            null when types[field] == typeof(IReadOnlyList<string>) =>
                Bad(ProblemCodes.WrongType, $"The field '{field}' is of the wrong type, or given twice ({place}): expected {Expected(types[field])}, once."),
            null => Bad(ProblemCodes.DuplicateField, $"The field '{field}' is given twice ({place}): give it once."),
            _ => Bad(ProblemCodes.WrongType, $"The field '{field}' is of the wrong type ({place}): expected {Expected(types[field])}."),
        };
    }

    private static ProblemResult Bad(string code, string detail) => new(400, code, detail);

    /// <summary>The first field of a path like <c>$.name</c> or <c>$['a.b']</c>; null for the body as a whole.</summary>
    private static string? FieldOf(string? path) => path switch
    {
        null or "$" => null,
        ['$', '.', .. var name] => name.Split('[')[0],
        ['$', '[', '\'', .. var name, '\'', ']'] => name,
        _ => path,
    };

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var known when known == typeof(string) => "text in quotes",
        var known when known == typeof(bool) => "true or false",
        var known when known == typeof(IReadOnlyList<string>) => "a list of texts in quotes",
        _ => "a whole number",
    };
}
