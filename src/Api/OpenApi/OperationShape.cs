using System.Globalization;
using System.Text.Json.Nodes;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaPipeline.Api.OpenApi;

/// <summary>Adds the declared parameters of the query, which the framework cannot see, and the problem that any call may end with.</summary>
internal static class OperationShape
{
    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var taken = context.Description.ActionDescriptor.EndpointMetadata.OfType<TakenParameters>().SelectMany(parameters => parameters.Parameters);
        foreach (var parameter in taken)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = SchemaOf(parameter)
            });
        }

        operation.Responses = Sorted(operation.Responses ?? [], context.Document);
        return Task.CompletedTask;
    }

    private static OpenApiResponses Sorted(OpenApiResponses responses, OpenApiDocument? document)
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal))
        {
            sorted.Add(status, response);
        }

        sorted.Add("default", new OpenApiResponse
        {
            Description = "Any other error, for example 401 without a key where one is needed.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ProblemResult.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ApiProblem), document) },
            },
        });
        return sorted;
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
        FlagParameter flag => new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = flag.Default },
        ChoiceParameter choice => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choice.Allowed.Select(name => (JsonNode)name)] },
        IdParameter id => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = SchemaShape.PatternOf(id.Prefix) },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
