namespace MediaPipeline.Storage.Sql;

/// <summary>One step of a group: a write, or several that a database merges into one statement.</summary>
internal interface IGroupStep
{
    /// <summary>Whether it runs several statements that must all be done or none.</summary>
    bool Compound { get; }

    /// <summary>Why it failed on its own; the rest of the group is committed all the same.</summary>
    Exception? Error { set; }

    void Apply(SqlSession session);
}
