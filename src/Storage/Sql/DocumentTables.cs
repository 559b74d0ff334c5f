using System.Collections.Frozen;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql;

/// <summary>The tables of documents that are registered: the name of a state is its table.</summary>
internal sealed class DocumentTables(SqlSyntax syntax, IEnumerable<DocumentTable> tables, IEnumerable<ItemTable> itemTables)
{
    private readonly FrozenDictionary<string, DocumentStatements> _statements = tables
        .Concat(itemTables.Select(table => new DocumentTable(table.Name, table.SchemaVersion)))
        .ToFrozenDictionary(table => table.Name, table => syntax.StatementsOf(table.Name, table.SchemaVersion), StringComparer.Ordinal);

    public IEnumerable<DocumentStatements> All => _statements.Values;

    public DocumentStatements Of(string stateName) => _statements.TryGetValue(stateName, out var statements)
        ? statements
        : throw new ArgumentException($"There is no table for the state '{stateName}': known are {string.Join(", ", _statements.Keys)}.", nameof(stateName));
}
