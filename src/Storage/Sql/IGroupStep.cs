namespace MediaPipeline.Storage.Sql;

/// <summary>What is done of a group at once: a write, or several that a database makes by one statement.</summary>
internal interface IGroupStep
{
    /// <summary>Whether it runs several statements that must all be done or none.</summary>
    bool Compound { get; }

    /// <summary>Why it failed on its own; its neighbours are committed all the same.</summary>
    Exception? Error { set; }

    void Apply(SqlSession session);
}
