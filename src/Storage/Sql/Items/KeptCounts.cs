namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Counts that the database keeps for a kind of items, by collection, state and stage.</summary>
/// <param name="Table">Of the items.</param>
/// <param name="Count">The statement that counts, from its condition: <c> WHERE …</c>, or nothing.</param>
internal sealed record KeptCounts(string Table, Func<string, string> Count);
