using MediaPipeline.Contracts.Formats;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Assets;

/// <summary>Pictures that are fetched from addresses.</summary>
internal sealed class SqlAssetReader(IDocumentDatabase database, StoredKinds kinds, AssetFolder folder) : IAssetReader
{
    private readonly StoredKind _stored = kinds.Of(typeof(AssetRecord));

    public async Task<RenditionLocation?> LocateAsync(AssetId id, RenditionKind kind, CancellationToken cancellationToken) =>
        (AssetRecord?)await database.ReadAsync(session => session.First(_stored.Sql.Find, _stored.Rows.Read, ("@id", id.Value)), cancellationToken) switch
        {
            null => null,
            { File: { } file, Facts: { } facts } asset when kind == RenditionKind.Original => Located(asset, file, facts.Format, facts.ContentHash, facts.Bytes),
            { Thumbnail: { } thumbnail } asset when kind == RenditionKind.Thumbnail => Located(asset, thumbnail),
            { Viewing: { } viewing } asset when kind == RenditionKind.Viewing => Located(asset, viewing),
            var asset => new RenditionLocation(null, null, null, null, null, id.Value, asset.State, asset.Stage, null),
        };

    private RenditionLocation Located(AssetRecord asset, StoredRendition rendition) =>
        Located(asset, rendition.Path, rendition.Format, rendition.Hash, rendition.Bytes);

    private RenditionLocation Located(AssetRecord asset, string path, string format, string hash, long bytes) => new(
        Path.Join(folder.FullPath, path), null, PictureFormat.FindStandard(format)?.MediaType, hash, bytes, $"{asset.Id}{Path.GetExtension(path)}", asset.State,
        asset.Stage, null);
}
