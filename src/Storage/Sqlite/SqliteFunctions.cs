using MediaPipeline.Storage.Sql.Media;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>The functions that statements and triggers of this database call; PostgreSQL has them as its own, by the same names.</summary>
internal static class SqliteFunctions
{
    public static void DefineAll(SqliteSession session)
    {
        session.Define("folded", TermText.Fold);
        session.Define("term_hash", TermText.HashOf);
        session.Define("search_text", SearchText.Space);
    }
}
