using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using System.Data.Common;

namespace MediaPipeline.Storage.Sql.Collections;

/// <summary>Reads collections and cache folders from rows; an unreadable one is built from its columns.</summary>
internal static class CollectionRows
{
    public static CollectionState ReadStrictly(DbDataReader row) =>
        DocumentJson.Read<CollectionState>(row.GetFieldValue<byte[]>(3), StateNames.Collections, row.GetString(0));

    public static CollectionState Read(DbDataReader row)
    {
        try
        {
            return ReadStrictly(row);
        }
        catch (UnreadableStateException)
        {
            return new CollectionState { Id = row.Id<CollectionId>(0), Name = row.TextOrNull(1) ?? "", Path = row.TextOrNull(2) ?? "" };
        }
    }

    /// <summary>With its absolute path. An unreadable folder is marked as such and cannot be used.</summary>
    public static CacheFolderState ReadFolder(DbDataReader row, IStoredPaths paths)
    {
        try
        {
            var folder = DocumentJson.Read<CacheFolderState>(row.GetFieldValue<byte[]>(2), StateNames.CacheFolders, row.GetString(0));
            return folder with { Path = paths.Resolve(folder.Path) };
        }
        catch (UnreadableStateException error)
        {
            return new CacheFolderState
            {
                Id = row.Id<CacheFolderId>(0),
                Path = paths.Resolve(row.TextOrNull(1) ?? ""),
                FaultCode = ItemViews.UnreadableState,
                FaultMessage = error.Message,
            };
        }
    }
}
