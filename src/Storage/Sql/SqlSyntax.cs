using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql;

/// <summary>
/// Differences between the SQL of SQLite and PostgreSQL. Statements are built from it once, for the registered database; common SQL is written where it is
/// used.
/// </summary>
internal abstract class SqlSyntax
{
    /// <summary>A join that reads its left side first, in its order.</summary>
    public abstract string OrderedJoin { get; }

    /// <summary>Names the index to use, behind the table; nothing where only the planner may choose.</summary>
    public abstract string IndexedBy(string index);

    /// <summary>A column compared and ordered without regard to upper and lower case.</summary>
    public abstract string IgnoringCase(string column);

    /// <summary>Members of the document as the text of a JSON array.</summary>
    /// <param name="paths">Two or more, with dots between levels.</param>
    public abstract string MembersOfDocument(params IEnumerable<string> paths);

    /// <summary>A query for the titles that have words, by their rows.</summary>
    /// <param name="question">Name of the parameter with what <see cref="QuestionOf"/> gives.</param>
    /// <param name="inTitle">Only those that have them all in their titles.</param>
    public abstract string TitlesWith(string question, bool inTitle);

    /// <summary>The value of the parameter for titles with all of these words, of which the last may be the beginning of one.</summary>
    public abstract object QuestionOf(IReadOnlyList<string> words);

    /// <summary>A query for the values of a list.</summary>
    /// <param name="list">Name of the parameter with what <see cref="ListOf"/> gives.</param>
    public abstract string ValuesOf(string list);

    /// <summary>The value of a parameter with a list of texts.</summary>
    public abstract object ListOf(IEnumerable<string> values);

    /// <summary>The statements on single documents of a table.</summary>
    public abstract DocumentStatements StatementsOf(string table, long schemaVersion);

    /// <summary>Creates the table of a kind, without its indexes.</summary>
    public string CreateTable(ItemTable table)
    {
        var columns = ItemTableSchema.ColumnsOf(table).Select(column => Generated(column, isNew: true));
        return CreateTable(table.Name, string.Join(",\n    ", columns));
    }

    /// <summary>Adds a column to a table that is there.</summary>
    public string AddColumn(ItemTable table, ItemColumn column) => $"ALTER TABLE {table.Name} ADD COLUMN {Generated(column, isNew: false)}";

    protected abstract string CreateTable(string table, string generatedColumns);

    /// <summary>The definition of a column whose values come from the document.</summary>
    protected abstract string Generated(ItemColumn column, bool isNew);
}
