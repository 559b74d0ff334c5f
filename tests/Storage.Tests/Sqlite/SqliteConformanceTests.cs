using MediaPipeline.Storage.Tests.Conformance;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class SqliteGrainStorageTests : GrainStorageConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteDocumentWriteTests : DocumentWriteConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteImageStoreTests : ImageStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteAssetTests : AssetConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteMediaTests : MediaConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteMediaListTests : MediaListConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteDueStoreTests : DueStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteJobStoreTests : JobStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteCollectionStoreTests : CollectionStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteKeptAnswerStoreTests : KeptAnswerStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteSecretStoreTests : SecretStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteImageReaderTests : ImageReaderConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteCursorTests : CursorConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteSimilarImageReaderTests : SimilarImageReaderConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteItemReaderTests : ItemReaderConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteJobReaderTests : JobReaderConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteCollectionReaderTests : CollectionReaderConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteItemStoreTests : ItemStoreConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}

public sealed class SqliteEmbeddingTests : EmbeddingConformance
{
    protected override IStoreUnderTest Create() => new StorageHost();
}
