using MediaPipeline.Contracts.Ids;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaPipeline.Api.OpenApi;

/// <summary>Ids are text that says its kind.</summary>
internal static class SchemaShape
{
    private static readonly Dictionary<Type, string> Prefixes = new()
    {
        [typeof(ImageId)] = PrefixOf<ImageId>(),
        [typeof(JobId)] = PrefixOf<JobId>(),
        [typeof(CollectionId)] = PrefixOf<CollectionId>(),
        [typeof(CacheFolderId)] = PrefixOf<CacheFolderId>(),
    };

    public static string PatternOf(string prefix) => $"^{prefix}[0-9a-f]{{32}}$";

    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var id = Nullable.GetUnderlyingType(type) ?? type;
        if (Prefixes.TryGetValue(id, out var prefix))
        {
            schema.Type = id == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Pattern = PatternOf(prefix);
        }

        return Task.CompletedTask;
    }

    private static string PrefixOf<TId>()
        where TId : struct, IEntityId<TId> => TId.Prefix;
}
