namespace MediaPipeline.Storage.Sql.Collections;

/// <summary>The questions to the tables of collections and cache folders, which stay small.</summary>
internal static class CollectionSql
{
    public const string Find = "SELECT id, name, path, document FROM collections WHERE id = $id";
    public const string All = "SELECT id, name, path, document FROM collections INDEXED BY collections_by_name ORDER BY name COLLATE NOCASE, id";
    public const string Page = $"{All} LIMIT $limit OFFSET $offset";
    public const string Count = "SELECT count(*) FROM collections";
    public const string OfFolder = "SELECT id FROM collections INDEXED BY collections_by_folder WHERE cache_folder_id = $folder ORDER BY id";

    public const string FindFolder = "SELECT id, path, document FROM cache_folders WHERE id = $id";
    public const string AllFolders = "SELECT id, path, document FROM cache_folders INDEXED BY cache_folders_by_path ORDER BY path";
    public const string PageOfFolders = $"{AllFolders} LIMIT $limit OFFSET $offset";
    public const string DueFolders = "SELECT id, due_at FROM cache_folders INDEXED BY cache_folders_due WHERE shard = $shard AND due_at <= $now ORDER BY due_at LIMIT $limit";
    public const string CountFolders = "SELECT count(*) FROM cache_folders";
}
