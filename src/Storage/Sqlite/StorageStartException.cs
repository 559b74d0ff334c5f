namespace MediaPipeline.Storage.Sqlite;

/// <summary>The data directory cannot be used as it is; the message says why and what to do.</summary>
public sealed class StorageStartException(string message, Exception? inner = null) : Exception(message, inner);
