namespace MediaPipeline.Storage.Sql.Collections;

/// <summary>Queries on the tables of collections and cache folders, which stay small.</summary>
internal sealed class CollectionSql(SqlSyntax syntax)
{
    public string Find => "SELECT id, name, path, document FROM collections WHERE id = @id";

    public string All { get; } =
        $"SELECT id, name, path, document FROM collections{syntax.IndexedBy("collections_by_name")} ORDER BY {syntax.IgnoringCase("name")}, id";

    public string Page => $"{All} LIMIT @limit OFFSET @offset";

    public static Keyset Keys { get; } = new(("name", typeof(string)), ("id", typeof(string)));

    public string PageAfter { get; } = $"SELECT id, name, path, document FROM collections{syntax.IndexedBy("collections_by_name")}"
        + $" WHERE {syntax.IgnoringCase("name")} >= {syntax.IgnoringCase("@keya")}"
        + $" AND ({syntax.IgnoringCase("name")} > {syntax.IgnoringCase("@keya")} OR id > @keyb)"
        + $" ORDER BY {syntax.IgnoringCase("name")}, id LIMIT @limit";

    public string Count => "SELECT count(*) FROM collections";

    public string OfFolder { get; } = $"SELECT id FROM collections{syntax.IndexedBy("collections_by_folder")} WHERE cache_folder_id = @folder ORDER BY id";

    public string FindFolder => "SELECT id, path, document FROM cache_folders WHERE id = @id";

    public string AllFolders { get; } = $"SELECT id, path, document FROM cache_folders{syntax.IndexedBy("cache_folders_by_path")} ORDER BY path";

    public string PageOfFolders => $"{AllFolders} LIMIT @limit OFFSET @offset";

    public static Keyset FolderKeys { get; } = new(("path", typeof(string)));

    public string PageOfFoldersAfter { get; } = $"SELECT id, path, document FROM cache_folders{syntax.IndexedBy("cache_folders_by_path")}"
        + $" WHERE {FolderKeys.After()} ORDER BY path LIMIT @limit";

    public string DueFolders { get; } =
        $"SELECT id, due_at FROM cache_folders{syntax.IndexedBy("cache_folders_due")} WHERE shard = @shard AND due_at <= @now ORDER BY due_at LIMIT @limit";

    public string CountFolders => "SELECT count(*) FROM cache_folders";
}
