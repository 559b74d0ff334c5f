using System.Globalization;
using System.Text.Json.Nodes;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaPipeline.Api.OpenApi;

/// <summary>Adds the declared parameters of the query, which the framework cannot see.</summary>
internal static class OperationShape
{
    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var taken = context.Description.ActionDescriptor.EndpointMetadata.OfType<TakenParameters>().SelectMany(parameters => parameters.Parameters);
        foreach (var parameter in taken)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = parameter.Name, In = ParameterLocation.Query, Description = parameter.Description, Schema = SchemaOf(parameter) });
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema SchemaOf(QueryParameter parameter) => parameter switch
    {
        NumberParameter number => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Default = number.Default,
            Minimum = number.Min.ToString(CultureInfo.InvariantCulture),
            Maximum = number.Max == int.MaxValue ? null : number.Max.ToString(CultureInfo.InvariantCulture),
        },
        FlagParameter => new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false },
        ChoiceParameter choice => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choice.Allowed.Select(name => (JsonNode)name)] },
        IdParameter id => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = SchemaShape.PatternOf(id.Prefix) },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
