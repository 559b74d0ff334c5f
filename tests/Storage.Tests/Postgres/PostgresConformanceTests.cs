using MediaPipeline.Storage.Tests.Conformance;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.Storage.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresGrainStorageTests(PostgresServer server) : GrainStorageConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresDocumentWriteTests(PostgresServer server) : DocumentWriteConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresImageStoreTests(PostgresServer server) : ImageStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresMediaListTests(PostgresServer server) : MediaListConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresDueStoreTests(PostgresServer server) : DueStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresJobStoreTests(PostgresServer server) : JobStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresCollectionStoreTests(PostgresServer server) : CollectionStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresApiKeyStoreTests(PostgresServer server) : ApiKeyStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresKeptAnswerStoreTests(PostgresServer server) : KeptAnswerStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresSecretStoreTests(PostgresServer server) : SecretStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresImageReaderTests(PostgresServer server) : ImageReaderConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresCursorTests(PostgresServer server) : CursorConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresSimilarImageReaderTests(PostgresServer server) : SimilarImageReaderConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresItemReaderTests(PostgresServer server) : ItemReaderConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresJobReaderTests(PostgresServer server) : JobReaderConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresCollectionReaderTests(PostgresServer server) : CollectionReaderConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresItemStoreTests(PostgresServer server) : ItemStoreConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresAssetTests(PostgresServer server) : AssetConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresMediaTests(PostgresServer server) : MediaConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresEmbeddingTests(PostgresServer server) : EmbeddingConformance
{
    protected override IStoreUnderTest Create() => PostgresHost.Create(server);
}
