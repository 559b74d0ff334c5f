using System.Globalization;
using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Api.Requests;

/// <summary>One query parameter and its allowed values. The same declaration parses it and describes it in the OpenAPI document.</summary>
internal abstract record QueryParameter(string Name, string Description)
{
    protected RequestRejectedException Wrong(string value, string expected) =>
        RequestRejectedException.BadRequest(ProblemCodes.InvalidParameter, $"'{Name}' cannot be '{value}': expected {expected}.");
}

/// <summary>Any text.</summary>
internal sealed record TextParameter(string Name, string Description) : QueryParameter(Name, Description);

/// <summary>One of some names.</summary>
internal sealed record ChoiceParameter(string Name, string Description, IReadOnlyList<string> Allowed) : QueryParameter(Name, Description)
{
    public string? Read(string? value)
    {
        if (value is null)
        {
            return null;
        }

        return Allowed.FirstOrDefault(
            allowed => string.Equals(allowed, value, StringComparison.OrdinalIgnoreCase)) ?? throw Wrong(value, "one of " + string.Join(", ", Allowed));
    }

    public T? Read<T>(string? value)
        where T : struct, Enum =>
        Read(value) is { } name && EnumNames<T>.TryParse(name, out var parsed) ? parsed : null;
}

/// <summary>A whole number.</summary>
internal sealed record NumberParameter(string Name, string Description, int Default, int Min, int Max) : QueryParameter(Name, Description)
{
    public int Read(string? value)
    {
        if (value is null)
        {
            return Default;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max
            ? number
            : throw Wrong(value, $"a whole number from {Min} to {Max}");
    }
}

/// <summary>True or false.</summary>
internal sealed record FlagParameter(string Name, string Description, bool Default = false) : QueryParameter(Name, Description)
{
    public bool Read(string? value) => value switch
    {
        null => Default,
        _ when bool.TryParse(value, out var flag) => flag,
        _ => throw Wrong(value, "true or false"),
    };
}

/// <summary>An id of some kind.</summary>
internal sealed record IdParameter(string Name, string Description, string Prefix) : QueryParameter(Name, Description)
{
    public static IdParameter Of<TId>(string name, string description)
        where TId : struct, IEntityId<TId> => new(name, description, TId.Prefix);

    public TId? Read<TId>(string? value)
        where TId : struct, IEntityId<TId>
    {
        if (value is null)
        {
            return null;
        }

        return EntityId.TryParse<TId>(value, out var id) ? id : throw Wrong(value, $"an id, '{Prefix}' and 32 hexadecimal digits");
    }
}
