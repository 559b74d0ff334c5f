namespace MediaPipeline.Storage.Sql;

/// <summary>A table of documents that are no items; those of items are registered by their kinds.</summary>
/// <param name="Name">Of the table, and of the state of its grains.</param>
/// <param name="SchemaVersion">Of the shape of the documents that are written.</param>
internal sealed record DocumentTable(string Name, int SchemaVersion);
