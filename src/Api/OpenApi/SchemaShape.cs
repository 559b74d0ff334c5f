using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MediaPipeline.Api.OpenApi;

/// <summary>Ids are strings with a prefix; required fields are not null; responses may gain fields.</summary>
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

        // Responses may gain properties; requests must not contain unknown ones.
        schema.AdditionalPropertiesAllowed = !type.Name.EndsWith("Body", StringComparison.Ordinal);
        return Task.CompletedTask;
    }

    private static string PrefixOf<TId>()
        where TId : struct, IEntityId<TId> => TId.Prefix;
}
