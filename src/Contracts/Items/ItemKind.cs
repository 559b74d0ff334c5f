namespace MediaPipeline.Contracts.Items;

/// <summary>A kind of item, for example pictures.</summary>
/// <param name="Name">As it is sent, for example <c>image</c>.</param>
/// <param name="IdPrefix">What its ids begin with, for example <c>img_</c>; 32 hexadecimal digits follow.</param>
/// <param name="GrainInterface">Its own interface, which extends <see cref="IItemGrain"/>: the key alone does not say which grain is meant.</param>
/// <param name="Stages">In their order. The first is reached by being discovered, the last is always <see cref="Live"/>.</param>
public sealed record ItemKind(string Name, string IdPrefix, Type GrainInterface, IReadOnlyList<string> Stages)
{
    /// <summary>The last stage of every kind: nothing is left to do.</summary>
    public const string Live = "live";

    /// <summary>The stage that comes after a completed one; itself at the end.</summary>
    public string StageAfter(string completed) => Stages[Math.Min(IndexOf(completed) + 1, Stages.Count - 1)];

    /// <summary>Whether a stage is not later than another.</summary>
    public bool IsAtOrBefore(string stage, string other) => IndexOf(stage) <= IndexOf(other);

    private int IndexOf(string stage)
    {
        for (var i = 0; i < Stages.Count; i++)
        {
            if (string.Equals(Stages[i], stage, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new ArgumentException($"Items of kind '{Name}' have no stage '{stage}': known are {string.Join(", ", Stages)}.", nameof(stage));
    }
}
