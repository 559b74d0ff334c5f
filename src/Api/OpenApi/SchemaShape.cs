using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MediaPipeline.Api.OpenApi;

/// <summary>Ids are text that says its kind; required fields are not null; answers may gain fields.</summary>
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
            schema.Type = JsonSchemaType.String;
            schema.Pattern = PatternOf(prefix);
        }

        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true)
        {
            schema.Type &= ~JsonSchemaType.Null;
        }

        if (context.JsonPropertyInfo is { Name: "type" } property && property.DeclaringType == typeof(JobView))
        {
            schema.Enum = [.. context.ApplicationServices.GetRequiredService<JobTypes>().All.Select(name => (JsonNode)name)];
        }

        // What we send may grow; what we take may not hold what we do not know.
        schema.AdditionalPropertiesAllowed = !type.Name.EndsWith("Body", StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private static string PrefixOf<TId>()
        where TId : struct, IEntityId<TId> => TId.Prefix;
}
