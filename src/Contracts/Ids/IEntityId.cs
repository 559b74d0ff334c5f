namespace MediaPipeline.Contracts.Ids;

/// <summary>An opaque id that says its kind by its prefix, for example <c>img_</c>. It parses in one place: <see cref="EntityId"/>.</summary>
public interface IEntityId<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The prefix with its underscore.</summary>
    static abstract string Prefix { get; }

    /// <summary>The id of this text; the text has been checked.</summary>
    static abstract TSelf FromValidated(string value);

    /// <summary>The whole text, prefix included.</summary>
    string Value { get; }
}
