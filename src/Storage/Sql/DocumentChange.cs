namespace MediaPipeline.Storage.Sql;

internal enum DocumentChange
{
    Insert,
    Update,
    Delete,
}
